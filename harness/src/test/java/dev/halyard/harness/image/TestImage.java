package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSegment;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A sound image of the emulated Cortex-M7, for tests to spoil. */
final class TestImage {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final long STACK_END = 0x2000_4000L;

  int machine = 40;
  boolean wide;
  long entry = 0x441;
  final ByteBuffer vectors = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
  final List<ElfSection> sections = new ArrayList<>();
  final List<ElfSymbol> objects = new ArrayList<>();
  final Set<String> notLoaded = new HashSet<>();
  byte[] weights = new byte[100];
  boolean weightsAreNeeded = true;
  final byte[] constants = new byte[0x100];

  TestImage() {
    vectors.putInt(0, (int) STACK_END).putInt(4, 0x441).putInt(8, 0x451);
    code(".text", 0x400, new byte[0x100]);
    new Random(1).nextBytes(weights);
    System.arraycopy(weights, 0, constants, 0, weights.length);
    data(".rodata", 0x500, 0x500, constants);
    data(".data", 0x2000_4000L, 0x600, new byte[0x20]);
    sections.add(
        new ElfSection(".bss", 0x2000_4020L, 0x2000_4020L, 4000, new byte[0], false, true));
    objects.add(new ElfSymbol("_ZN5model7weights6CONV_1E", 0x500, 100));
    objects.add(new ElfSymbol("_ZN14halyard_models5MODELE", 0x2000_4100L, 2000));
  }

  void code(String name, long address, byte[] contents) {
    sections.add(new ElfSection(name, address, address, contents.length, contents, true, false));
  }

  void data(String name, long address, long loadAddress, byte[] contents) {
    boolean writable = address >= 0x2000_0000L;
    sections.add(
        new ElfSection(name, address, loadAddress, contents.length, contents, false, writable));
  }

  /** Returns the image, with its vector table as the first section. */
  Image build() {
    List<ElfSection> all = new ArrayList<>(sections);
    all.add(0, new ElfSection(".vector_table", 0, 0, 0x400, vectors.array(), false, false));
    List<ElfSegment> segments =
        all.stream().filter(each -> !notLoaded.contains(each.name())).map(TestImage::load).toList();
    ElfFile elf = new ElfFile(machine, wide, false, entry, segments, all, List.of(), objects);
    Image.Model model =
        new Image.Model(
            "model", List.of(new Image.Weights("CONV_1", weights.clone(), weightsAreNeeded)));
    return new Image(Path.of("firmware.elf"), elf, board(), List.of(model), List.of(), ROOT);
  }

  private static ElfSegment load(ElfSection section) {
    int stored = section.contents().length;
    return new ElfSegment(section.address(), section.loadAddress(), 0, stored, section.size());
  }

  static Board board() {
    return BoardCatalog.load(ROOT.resolve("targets/boards")).board("cortex-m7-emulated");
  }
}
