package dev.halyard.targets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of board: what a model is compiled for and run on.
 *
 * @param name unique; lower-case letters, digits and hyphens
 * @param title for people, for example {@code Cortex-M7 (QEMU mps2-an500)}
 * @param state how far it is proven
 * @param twinName the part whose limits it has, null if it stands for itself
 * @param cores at least one, the first boots
 * @param memory what a firmware may use: at least one region of flash and one of RAM; variables and
 *     arena lie in the first region of RAM
 * @param reserved RAM that is not the arena's
 * @param serial the agent's port
 * @param rust how Rust is compiled for it
 * @param probe how it is reached
 * @param firmwareName the board whose firmware package it uses, null for its own
 * @param folder where its {@code board.yaml} and {@code memory.x} lie, beside those of other boards
 */
public record Board(
    String name,
    String title,
    BoardState state,
    @Nullable String twinName,
    List<Core> cores,
    List<MemoryRegion> memory,
    ReservedRam reserved,
    SerialPort serial,
    RustTarget rust,
    ProbeSettings probe,
    @Nullable String firmwareName,
    Path folder) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * @throws IllegalArgumentException if a name is unusable or not unique, a core or a kind of
   *     memory is missing, regions overlap, or stack and agent leave no RAM
   */
  public Board {
    cores = List.copyOf(cores);
    memory = List.copyOf(memory);
    require(
        NAME.matcher(name).matches(),
        "name '" + name + "'; accepted: lower-case letters, digits and single hyphens");
    require(
        !BoardCatalog.GROUPS.contains(name),
        "name '" + name + "' is a word for several boards; choose another");
    requireName("twin", twinName);
    requireName("firmware", firmwareName);
    require(!cores.isEmpty(), "cores is empty; accepted: one or more");
    requireUnique("core", cores, Core::name);
    requireUnique("memory region", memory, MemoryRegion::name);
    for (MemoryRegion.Kind kind : MemoryRegion.Kind.values()) {
      require(
          memory.stream().anyMatch(region -> region.kind() == kind),
          "memory has no region of kind '" + kind.text() + "'; accepted: one or more");
    }
    requireApart(memory, cores.get(0).instructionSet().oneAddressSpace());
    requireArena(memory, reserved);
  }

  /** Returns the part whose limits this board has, empty if it stands for itself. */
  public Optional<String> twin() {
    return Optional.ofNullable(twinName);
  }

  /** Returns the instruction set of the core that boots. */
  public InstructionSet instructionSet() {
    return cores.get(0).instructionSet();
  }

  /** Returns the bytes of all flash regions together. */
  public long flashBytes() {
    return bytes(MemoryRegion.Kind.FLASH);
  }

  /** Returns the flash that a firmware starts in, where its code lies. */
  public MemoryRegion bootFlash() {
    return memory.stream().filter(region -> !region.isRam()).findFirst().orElseThrow();
  }

  /** Returns the largest flash region: the constants of models lie in one piece. */
  public MemoryRegion weightsFlash() {
    return memory.stream()
        .filter(region -> !region.isRam())
        .reduce((first, other) -> other.bytes() > first.bytes() ? other : first)
        .orElseThrow();
  }

  /** Returns the RAM that variables and arenas lie in. */
  public MemoryRegion arenaRam() {
    return memory.stream().filter(MemoryRegion::isRam).findFirst().orElseThrow();
  }

  /** Returns the RAM that the stacks lie in. */
  public MemoryRegion stackRam() {
    String name = reserved.stackRegion().orElse(arenaRam().name());
    return memory.stream().filter(region -> region.name().equals(name)).findFirst().orElseThrow();
  }

  /** Returns the bytes of the flash that the constants of models lie in. */
  public long weightsBudget() {
    return weightsFlash().bytes();
  }

  /** Returns the bytes of all RAM regions together. */
  public long ramBytes() {
    return bytes(MemoryRegion.Kind.RAM);
  }

  /**
   * Returns the bytes of RAM that a firmware's models may have together: neither stack nor agent.
   */
  public long arenaBudget() {
    return arenaBudget(memory, reserved);
  }

  /**
   * Returns the name of the board whose firmware package it uses, its own for most. Boards that
   * share a package share what Cargo keeps of it.
   */
  public String firmwareOwner() {
    return firmwareName == null ? name : firmwareName;
  }

  /** Returns the file that tells how it is wired and flashed; empty if there is none. */
  public Optional<Path> guide() {
    return Optional.of(firmware().resolveSibling("README.md")).filter(Files::isRegularFile);
  }

  /** Returns the folder of the board's firmware, a Cargo package: its own or another board's. */
  public Path firmware() {
    Path owner = firmwareName == null ? folder : folder.resolveSibling(firmwareName);
    return owner.resolve("firmware");
  }

  private long bytes(MemoryRegion.Kind kind) {
    return memory.stream()
        .filter(region -> region.kind() == kind)
        .mapToLong(MemoryRegion::bytes)
        .sum();
  }

  private static long arenaBudget(List<MemoryRegion> memory, ReservedRam reserved) {
    MemoryRegion arena = memory.stream().filter(MemoryRegion::isRam).findFirst().orElseThrow();
    boolean withStack = reserved.stackRegion().map(arena.name()::equals).orElse(true);
    return arena.bytes() - reserved.agentBytes() - (withStack ? reserved.stackBytes() : 0);
  }

  private static void requireArena(List<MemoryRegion> memory, ReservedRam reserved) {
    List<MemoryRegion> ram = memory.stream().filter(MemoryRegion::isRam).toList();
    MemoryRegion first = ram.get(0);
    String name = reserved.stackRegion().orElse(first.name());
    MemoryRegion stack =
        ram.stream()
            .filter(region -> region.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "stackRegion is '%s'; accepted: %s"
                            .formatted(
                                name,
                                String.join(", ", ram.stream().map(MemoryRegion::name).toList()))));
    require(
        arenaBudget(memory, reserved) > 0 && stack.bytes() >= reserved.stackBytes(),
        "stackBytes %d in '%s' and agentBytes %d in '%s' leave no RAM for an arena; these regions have %d and %d bytes"
            .formatted(
                reserved.stackBytes(),
                stack.name(),
                reserved.agentBytes(),
                first.name(),
                stack.bytes(),
                first.bytes()));
  }

  private static void requireApart(List<MemoryRegion> memory, boolean oneAddressSpace) {
    for (int i = 0; i < memory.size(); i++) {
      for (int j = 0; j < i; j++) {
        MemoryRegion region = memory.get(i);
        MemoryRegion earlier = memory.get(j);
        boolean comparable = oneAddressSpace || region.kind() == earlier.kind();
        require(
            !comparable || !region.overlaps(earlier),
            "memory region '%s' at 0x%08x overlaps '%s', which ends at 0x%08x; keep them apart"
                .formatted(region.name(), region.origin(), earlier.name(), earlier.end()));
      }
    }
  }

  private static <T> void requireUnique(String what, List<T> list, Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    for (T element : list) {
      require(
          seen.add(name.apply(element)),
          what + " '" + name.apply(element) + "' is there twice; names are unique");
    }
  }

  private static void requireName(String key, @Nullable String board) {
    require(
        board == null || NAME.matcher(board).matches(),
        key + " is '" + board + "'; accepted: the name of a board");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
