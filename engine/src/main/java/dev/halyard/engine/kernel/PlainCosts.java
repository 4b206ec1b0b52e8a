package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;

/** What plain kernels cost: counted work times what each kind of it takes on a core. */
final class PlainCosts {
  private PlainCosts() {}

  /** Returns the cost of the plain kernel of a node. */
  static Cost of(Graph graph, Node node, KernelUse use, KernelTarget target) {
    double[] work = Work.of(graph, node, use);
    double[] rates = Rates.of(use.kernel(), target.instructionSet());
    double instructions = 0;
    for (int i = 0; i < work.length; i++) {
      instructions += work[i] * rates[i];
    }
    return new Cost(Math.round(instructions), FlashBytes.of(graph, node, use.kernel()));
  }
}
