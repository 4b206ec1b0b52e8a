package dev.halyard.harness.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What llvm-objdump decoded.
 *
 * @param known text of each instruction by its address
 * @param unknown what it could not decode
 */
record Disassembly(Map<Long, String> known, List<Unknown> unknown) {
  private static final Pattern FUNCTION = Pattern.compile("([0-9a-f]+) <(.*)>:");
  private static final Pattern LINE =
      Pattern.compile(" *([0-9a-f]+): ((?:[0-9a-f]{2,8} )*[0-9a-f]{2,8}) *\\t(.*)");

  /** Xtensa's call of a simulator, which LLVM does not know. */
  private static final String SIMCALL = "00 51 00";

  private static final Pattern DATA = Pattern.compile("\\.(byte|short|word|long|half)\\b.*");

  /**
   * Bytes that are no instruction.
   *
   * @param address of them
   * @param bytes in hexadecimal
   * @param function that they lie in, mangled
   */
  record Unknown(long address, String bytes, String function) {}

  /** Returns how many instructions were decoded. */
  int instructions() {
    return known.size();
  }

  /** Returns whether something starts at an address; else that lies in the middle of something. */
  boolean startsAt(long address) {
    return known.containsKey(address)
        || unknown.stream().anyMatch(other -> other.address() == address);
  }

  /**
   * Reads llvm-objdump's output.
   *
   * @param code whether an address may hold an instruction
   */
  static Disassembly parse(Iterable<String> lines, LongPredicate code) {
    Map<Long, String> known = new LinkedHashMap<>();
    List<Unknown> unknown = new ArrayList<>();
    String function = "?";
    for (String text : lines) {
      Matcher start = FUNCTION.matcher(text);
      if (start.matches()) {
        function = start.group(2);
        continue;
      }
      Matcher line = LINE.matcher(text);
      if (!line.matches()) {
        continue;
      }
      long address = Long.parseLong(line.group(1), 16);
      String decoded = line.group(3).strip();
      if (!code.test(address) || DATA.matcher(decoded).matches()) {
        continue;
      }
      if (decoded.startsWith("<unknown>") && !line.group(2).equals(SIMCALL)) {
        unknown.add(new Unknown(address, line.group(2), function));
      } else {
        known.put(address, decoded.replaceAll("\\s+", " "));
      }
    }
    return new Disassembly(known, unknown);
  }
}
