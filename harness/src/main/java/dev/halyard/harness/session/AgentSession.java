package dev.halyard.harness.session;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.probes.SerialLink;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An open conversation with the agent on a device.
 *
 * <p>Half-duplex: a command, its answer, {@code m-ready}. An answer {@code e-[…]} and an answer
 * that does not come in time are {@link SessionException}s.
 */
public final class AgentSession {
  private static final int BLOCK_BYTES = 4096;
  private static final int MAX_TENSOR_BYTES = 1 << 26;
  private static final int MAX_LINES = 10_000;
  private static final String READY = "m-ready";
  private static final Pattern TENSOR =
      Pattern.compile("m-(input|output)-(\\d+)-\\[(\\w+)]-\\[([0-9,]*)]-\\[(\\d+)]");
  private static final Pattern MODEL =
      Pattern.compile("m-model-(\\d+)-\\[(.*)]-\\[([0-9a-f]{64})]");
  private static final Pattern STACK = Pattern.compile("m-stack-(\\d{1,9})-(\\d{1,9})");
  private static final Pattern ROWS = Pattern.compile("m-rows-(\\d+)-(\\d+)");

  private final Channel channel;
  private final Duration commandTimeout;
  private final Duration inferTimeout;

  /**
   * Starts a conversation; call {@link #greet} first.
   *
   * @param link open
   * @param transcript of this conversation
   * @param timeouts how long to wait
   */
  public AgentSession(SerialLink link, Transcript transcript, Timeouts timeouts) {
    this.channel = new Channel(link, transcript);
    this.commandTimeout = timeouts.command();
    this.inferTimeout = timeouts.infer();
  }

  /**
   * How long to wait for an answer.
   *
   * @param command to any command but an inference
   * @param infer to an inference
   */
  public record Timeouts(Duration command, Duration infer) {
    /** Ten seconds for a command, two minutes for an inference. */
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(120));
  }

  /**
   * Speaks first, skips a banner, and returns the firmware's build id. A firmware that still waits
   * for bytes that another conversation has lost is brought out of that.
   */
  public String greet() {
    try {
      return buildId(true);
    } catch (SessionException e) {
      channel.sendLineEnds(BLOCK_BYTES);
      return buildId(false);
    }
  }

  private String buildId(boolean refusesErrors) {
    Deadline deadline = Deadline.in(commandTimeout);
    channel.sendCommand("");
    channel.sendCommand("build-id");
    String prefix = "m-build-id-[";
    String line = channel.line(deadline, prefix);
    while (!line.startsWith(prefix) || !line.endsWith("]")) {
      if (refusesErrors) {
        refuseError(line, "build-id");
      }
      line = channel.line(deadline, prefix);
    }
    finish(deadline);
    return line.substring(prefix.length(), line.length() - 1);
  }

  /** Returns the SHA-256 of each model file that the firmware holds, by index. */
  public List<String> models() {
    List<String> hashes = new ArrayList<>();
    for (String line : command("models", commandTimeout)) {
      Matcher matcher = MODEL.matcher(line);
      if (matcher.matches()) {
        hashes.add(matcher.group(3));
      }
    }
    return hashes;
  }

  /** Chooses the model of further commands and resets it. */
  public void select(int model) {
    command("select " + model, commandTimeout);
  }

  /** Resets the chosen model's state. */
  public void reset() {
    command("reset", commandTimeout);
  }

  /** Returns the chosen model's input tensors. */
  public List<RemoteTensor> inputs() {
    return tensors("input");
  }

  /** Returns the chosen model's output tensors. */
  public List<RemoteTensor> outputs() {
    return tensors("output");
  }

  private List<RemoteTensor> tensors(String role) {
    List<RemoteTensor> tensors = new ArrayList<>();
    for (String line : command("tensors", commandTimeout)) {
      Matcher matcher = TENSOR.matcher(line);
      if (matcher.matches() && matcher.group(1).equals(role)) {
        tensors.add(tensor(matcher));
      }
    }
    return tensors;
  }

  private RemoteTensor tensor(Matcher matcher) {
    try {
      List<Integer> shape =
          Arrays.stream(matcher.group(4).split(","))
              .filter(s -> !s.isEmpty())
              .map(Integer::valueOf)
              .toList();
      return new RemoteTensor(
          ElementType.parse(matcher.group(3)), shape, Integer.parseInt(matcher.group(5)));
    } catch (IllegalArgumentException e) {
      throw channel.failure(
          "the device declared a tensor that cannot be: " + e.getMessage(),
          "m-" + matcher.group(1));
    }
  }

  /** Sets input {@code index} to {@code data}. */
  public void write(int index, byte[] data) {
    for (int offset = 0; offset < data.length; offset += BLOCK_BYTES) {
      byte[] block = Arrays.copyOfRange(data, offset, Math.min(data.length, offset + BLOCK_BYTES));
      writeBlock(index, offset, block);
    }
  }

  private void writeBlock(int index, int offset, byte[] block) {
    Deadline deadline = Deadline.in(commandTimeout);
    String command = "write " + index + " " + offset + " " + block.length;
    channel.sendCommand(command);
    expect("m-write-" + block.length, command, deadline);
    channel.sendBlock(block);
    expect("m-written-" + block.length, command, deadline);
    finish(deadline);
  }

  /** Returns output {@code index}, of {@code bytes} bytes. */
  public byte[] read(int index, int bytes) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int offset = 0; offset < bytes; offset += BLOCK_BYTES) {
      data.writeBytes(readBlock(index, offset, Math.min(BLOCK_BYTES, bytes - offset)));
    }
    return data.toByteArray();
  }

  private byte[] readBlock(int index, int offset, int count) {
    Deadline deadline = Deadline.in(commandTimeout);
    String command = "read " + index + " " + offset + " " + count;
    channel.sendCommand(command);
    expect("m-data-" + count, command, deadline);
    byte[] data = channel.block(count, deadline, count + " bytes of output " + index);
    finish(deadline);
    return data;
  }

  /** Infers once, without warm-up. */
  public void run() {
    command("run", inferTimeout);
  }

  /**
   * Infers once and returns what node {@code index} made.
   *
   * @param index of the node in the model's order
   */
  public byte[] dump(int index) {
    Deadline deadline = Deadline.in(inferTimeout);
    channel.sendCommand("dump " + index);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    String line = channel.line(deadline, "m-rows or m-done");
    while (!line.equals("m-done")) {
      refuseError(line, "dump " + index);
      Matcher matcher = ROWS.matcher(line);
      if (matcher.matches()) {
        if (data.size() > MAX_TENSOR_BYTES) {
          throw channel.failure(
              "the device sent more than " + MAX_TENSOR_BYTES + " bytes of node " + index,
              "m-done");
        }
        data.writeBytes(
            channel.block(rowBytes(matcher.group(2)), deadline, "rows of node " + index));
        channel.line(deadline, "the end of the rows of node " + index);
      }
      line = channel.line(deadline, "m-rows or m-done");
    }
    finish(deadline);
    return data.toByteArray();
  }

  private int rowBytes(String text) {
    if (text.length() > 9 || Integer.parseInt(text) > MAX_TENSOR_BYTES) {
      throw channel.failure(
          "the device announced " + text + " bytes of rows", "at most " + MAX_TENSOR_BYTES);
    }
    return Integer.parseInt(text);
  }

  /** Fills the unused stack with a pattern, so that {@link #stack} measures from here. */
  public void paintStack() {
    command("stack paint", commandTimeout);
  }

  /**
   * Returns the stack's high-water mark since it was painted.
   *
   * @throws SessionException if all of it was used: a core without memory protection then went on,
   *     and what it wrote beyond is not known
   */
  public StackUse stack() {
    for (String line : command("stack", commandTimeout)) {
      Matcher matcher = STACK.matcher(line);
      if (matcher.matches()) {
        return checked(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
    }
    throw channel.failure("the device did not tell its stack use", "m-stack-<used>-<available>");
  }

  private StackUse checked(int used, int available) {
    if (available > 0 && used >= available) {
      throw channel.failure(
          "the stack overflowed: all %d bytes of it were used, so that variables may be overwritten and no result can be trusted"
              .formatted(available),
          "some left; remedy: more stackBytes in board.yaml and its memory.x, or a smaller model");
    }
    return new StackUse(used, available);
  }

  /** Ends the firmware on an emulated board, after acknowledging its last line. */
  public void exit() {
    Deadline deadline = Deadline.in(commandTimeout);
    channel.sendCommand("exit");
    expect("m-exit", "exit", deadline);
    channel.sendCommand("");
  }

  private List<String> command(String command, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    channel.sendCommand(command);
    List<String> lines = new ArrayList<>();
    String line = channel.line(deadline, READY);
    while (!line.contains(READY)) {
      refuseError(line, command);
      lines.add(line);
      if (lines.size() > MAX_LINES) {
        throw channel.failure("the device answered more than " + MAX_LINES + " lines", READY);
      }
      line = channel.line(deadline, READY);
    }
    return lines;
  }

  private void expect(String wanted, String command, Deadline deadline) {
    String line = channel.line(deadline, wanted);
    refuseError(line, command);
    if (!line.equals(wanted)) {
      throw channel.failure(
          "the device answered " + Channel.quoted(line) + " to '" + command + "'",
          "'" + wanted + "'");
    }
  }

  private void finish(Deadline deadline) {
    String line = channel.line(deadline, READY);
    while (!line.contains(READY)) {
      line = channel.line(deadline, READY);
    }
  }

  private void refuseError(String line, String command) {
    if (line.startsWith("e-[")) {
      throw channel.failure(
          "the device refused '" + command + "' with " + Channel.shortened(line), "no error");
    }
  }
}
