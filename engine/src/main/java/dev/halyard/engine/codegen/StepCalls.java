package dev.halyard.engine.codegen;

import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import java.util.List;

/**
 * The calls of an inference in their order: a function for each step that runs at once, and one for
 * each segment of steps that run by rows.
 */
record StepCalls(Plan plan, List<StepCode> steps) {

  boolean streams() {
    return !plan.segments().isEmpty();
  }

  /** Returns the step after a step that runs at once, or after the segment that it begins. */
  int next(int step) {
    return plan.segmentOf(step).map(Segment::lastStep).orElse(step) + 1;
  }

  /** Returns the call of a step, or of the segment that it begins. */
  String call(int step) {
    return steps.get(step).streams()
        ? "segments::" + segment(step) + "(arena, |_, _, _| {});"
        : "nodes::" + steps.get(step).function() + "(arena);";
  }

  /** Returns the name of the function of the segment that a step is in. */
  String segment(int step) {
    return CrateNames.segment(plan.segments().indexOf(plan.segmentOf(step).orElseThrow()));
  }
}
