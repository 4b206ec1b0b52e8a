package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one flashes holds, byte for byte, the loadable segments of the executable that was checked,
 * and between them nothing but what fills gaps.
 */
final class FilesCheck implements ImageCheck {
  /** The probe that writes images with headers of their own. */
  private static final String ESPTOOL = "esptool";

  @Override
  public boolean appliesTo(Image image) {
    return !image.files().isEmpty();
  }

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    long bytes = 0;
    try {
      List<Piece> pieces = pieces(image);
      bytes = pieces.stream().mapToLong(piece -> piece.contents.length).sum();
      for (Path file : image.files()) {
        for (String problem : problems(image, file, pieces)) {
          problems.add("%s: %s".formatted(file.getFileName(), problem));
        }
      }
    } catch (IOException e) {
      problems.add("cannot be read: " + e);
    }
    return Outcome.of(
        problems, String.format(Locale.ROOT, "%s: %s bytes", names(image), grouped(bytes)));
  }

  /** What a segment of the executable stores. */
  @SuppressWarnings("ArrayRecordComponent") // read only, and never compared
  private record Piece(long address, byte[] contents) {
    boolean contains(long place) {
      return place >= address && place < address + contents.length;
    }
  }

  private static List<Piece> pieces(Image image) throws IOException {
    byte[] elf = Files.readAllBytes(image.file());
    List<Piece> pieces = new ArrayList<>();
    for (ElfSegment segment : image.elf().segments()) {
      int start = (int) segment.offset();
      byte[] contents = Arrays.copyOfRange(elf, start, start + (int) segment.fileBytes());
      pieces.add(new Piece(segment.loadAddress(), contents));
    }
    return pieces;
  }

  private static List<String> problems(Image image, Path file, List<Piece> pieces)
      throws IOException {
    List<String> problems = new ArrayList<>();
    try {
      StoredBytes stored = read(image, file);
      for (Piece piece : pieces) {
        stored
            .firstDifference(piece.address, piece.contents)
            .ifPresent(at -> problems.add("at 0x%08x it is not what was linked".formatted(at)));
      }
      stored
          .firstFilled(address -> pieces.stream().noneMatch(piece -> piece.contains(address)))
          .ifPresent(at -> problems.add("at 0x%08x it has what was not linked".formatted(at)));
    } catch (MalformedImage e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  private static StoredBytes read(Image image, Path file) throws IOException, MalformedImage {
    String name = file.getFileName().toString();
    byte[] contents = Files.readAllBytes(file);
    if (name.endsWith(".hex")) {
      return IntelHex.read(new String(contents, StandardCharsets.ISO_8859_1).lines().toList());
    }
    if (name.endsWith(".uf2")) {
      return Uf2.read(contents);
    }
    if (!name.endsWith(".bin")) {
      throw new MalformedImage("its format is not known; accepted: .hex, .uf2 and .bin");
    }
    MemoryMap memory = image.memory();
    return image.board().probe().driver().equals(ESPTOOL)
        ? EspImage.read(contents)
        : new StoredBytes().add(memory.origin(memory.bootFlash()), contents);
  }

  private static String names(Image image) {
    return image.files().stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.joining(", "));
  }
}
