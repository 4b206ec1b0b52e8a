package dev.halyard.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halyard.targets.Board;
import dev.halyard.targets.Core;
import dev.halyard.targets.MemoryRegion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board as {@code halyard boards --json} prints it.
 *
 * @param name unique
 * @param title for people
 * @param state {@code host}, {@code emulated}, {@code builds} or {@code hardware}
 * @param stateInWords what people are told of its state
 * @param twin the part whose limits it has; null if it stands for itself
 * @param cores the first boots
 * @param memory what a firmware may use
 * @param flashBytes of all regions
 * @param ramBytes of all regions
 * @param stackBytes of the RAM that no arena gets
 * @param agentBytes of the RAM that no arena gets
 * @param arenaBudget most bytes that arenas may have
 * @param target Rust's name of what is compiled for
 * @param kernelFeatures features of the kernels crate that the cores allow
 * @param probe the driver's id
 * @param reachable whether this version has that driver
 * @param firmware folder of the board support
 */
public record BoardRecord(
    String name,
    String title,
    String state,
    String stateInWords,
    @Nullable String twin,
    List<CoreRecord> cores,
    List<RegionRecord> memory,
    long flashBytes,
    long ramBytes,
    long stackBytes,
    long agentBytes,
    long arenaBudget,
    String target,
    List<String> kernelFeatures,
    String probe,
    boolean reachable,
    String firmware) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A core. */
  public record CoreRecord(String name, String instructionSet, long clockHz) {
    static CoreRecord of(Core core) {
      return new CoreRecord(core.name(), core.instructionSet().text(), core.clockHz());
    }
  }

  /** A range of addresses. */
  public record RegionRecord(String name, String kind, long origin, long bytes) {
    static RegionRecord of(MemoryRegion region) {
      return new RegionRecord(region.name(), region.kind().text(), region.origin(), region.bytes());
    }
  }

  /** Returns the record of a board. */
  public static BoardRecord of(Board board, boolean reachable) {
    return new BoardRecord(
        board.name(),
        board.title(),
        board.state().text(),
        board.state().inWords(),
        board.twin().orElse(null),
        board.cores().stream().map(CoreRecord::of).toList(),
        board.memory().stream().map(RegionRecord::of).toList(),
        board.flashBytes(),
        board.ramBytes(),
        board.reserved().stackBytes(),
        board.reserved().agentBytes(),
        board.arenaBudget(),
        board.rust().target(),
        board.rust().kernelFeatures(),
        board.probe().driver(),
        reachable,
        board.firmware().toString());
  }

  /** Returns the record as one line of JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a board is always writable", e);
    }
  }
}
