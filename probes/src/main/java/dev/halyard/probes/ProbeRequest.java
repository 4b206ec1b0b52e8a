package dev.halyard.probes;

import dev.halyard.targets.Board;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a probe is asked to do.
 *
 * @param board the board to reach
 * @param elf the firmware, an executable file
 * @param workDir a folder for the session's files; several sessions may share it
 * @param count which functions' instructions are counted; empty to count nothing, which is faster
 */
public record ProbeRequest(Board board, Path elf, Path workDir, Optional<CountRequest> count) {}
