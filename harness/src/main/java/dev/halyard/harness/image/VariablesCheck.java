package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is not a model's takes no more RAM than {@code agentBytes} in board.yaml says: the arena's
 * budget is made of it.
 */
final class VariablesCheck implements ImageCheck {
  /** Memory of models, and of the features that some are judged against. */
  private static final Pattern MODELS =
      Pattern.compile("halyard_models::.*|firmware_\\w+::FEATURES");

  @Override
  public Outcome run(Image image) {
    MemoryMap memory = image.memory();
    long variables =
        image.elf().sections().stream()
            .filter(section -> memory.isRam(section.address()) && RegionUse.isVariables(section))
            .mapToLong(ElfSection::size)
            .sum();
    long models =
        image.elf().objects().stream()
            .filter(object -> memory.isRam(object.address()))
            .filter(object -> MODELS.matcher(RustNames.path(object.name())).matches())
            .mapToLong(ElfSymbol::size)
            .sum();
    long agent = variables - models;
    long bound = image.board().reserved().agentBytes();
    List<String> problems =
        agent <= bound
            ? List.of()
            : List.of(
                String.format(
                    Locale.ROOT,
                    "start-up, agent and board support have %s bytes of variables; agentBytes in board.yaml is %s",
                    grouped(agent),
                    grouped(bound)));
    return Outcome.of(
        problems,
        String.format(
            Locale.ROOT,
            "models %s, all else %s of at most %s",
            grouped(models),
            grouped(agent),
            grouped(bound)));
  }
}
