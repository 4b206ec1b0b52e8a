package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Node;
import dev.halyard.engine.kernel.KernelUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The kernel of a step beside those that could compute it too.
 *
 * @param node of the step
 * @param chosen its kernel
 * @param others that are legal here, fastest first by prediction
 */
public record KernelChoice(Node node, KernelUse chosen, List<KernelUse> others) {

  /** Copies the list. */
  public KernelChoice {
    others = List.copyOf(others);
  }

  /** Returns the choices of a plan's steps, in order. */
  public static List<KernelChoice> of(PlanRequest request, Plan plan) {
    List<List<KernelUse>> candidates = request.candidates();
    List<KernelChoice> choices = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      List<KernelUse> others =
          candidates.get(request.graph().nodes().indexOf(step.node())).stream()
              .filter(use -> !use.equals(step.use()))
              .sorted(Comparator.comparingLong(use -> use.cost().instructions()))
              .toList();
      choices.add(new KernelChoice(step.node(), step.use(), others));
    }
    return choices;
  }

  /** Returns the fastest of the others; empty where no other kernel can compute the node. */
  public Optional<KernelUse> runnerUp() {
    return others.stream().findFirst();
  }
}
