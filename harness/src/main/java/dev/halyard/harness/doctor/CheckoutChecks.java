package dev.halyard.harness.doctor;

import dev.halyard.harness.record.History;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelLibrary.PublicModel;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.ToolCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What lies in the checkout, and whether there is space for more. */
final class CheckoutChecks {
  /** A build of all boards and the results of {@code mvn verify}, generously. */
  private static final long NEEDED_BYTES = 6L << 30;

  private CheckoutChecks() {}

  static List<ToolCheck> all(Workspace workspace) {
    return List.of(disk(workspace.root()), models(new ModelLibrary(workspace)), history(workspace));
  }

  private static ToolCheck disk(Path folder) {
    String remedy = "free some space, or delete .halyard (its history is lost then)";
    // Not its file store: that is unknown where the root is no mount point, as in a chroot.
    long free = folder.toFile().getUsableSpace();
    String found = String.format(Locale.ROOT, "%.1f GB free", free / 1e9);
    boolean enough = free >= NEEDED_BYTES && Files.isWritable(folder);
    return new ToolCheck("disk", enough, found, remedy);
  }

  /** Public models may be absent: their tests are skipped then. A wrong one may not be there. */
  private static ToolCheck models(ModelLibrary library) {
    try {
      List<PublicModel> listed = library.publicModels();
      int found = 0;
      for (PublicModel model : listed) {
        found += library.find(model.id()).isPresent() ? 1 : 0;
      }
      String all = found + " of " + listed.size() + " here";
      String rest = "; tests of the others are skipped, looked in " + library.searchedFolders();
      return new ToolCheck("public models", true, found == listed.size() ? all : all + rest, "");
    } catch (IOException e) {
      return new ToolCheck(
          "public models",
          false,
          String.valueOf(e.getMessage()),
          "put the file there that suites/models/public.yaml names");
    }
  }

  private static ToolCheck history(Workspace workspace) {
    Path file = workspace.history();
    if (!Files.exists(file)) {
      return new ToolCheck("history", true, "none yet", "");
    }
    String remedy = "move it away; a new one is made";
    try (History history = History.open(file)) {
      Optional<String> damage = history.damage();
      return new ToolCheck("history", damage.isEmpty(), damage.orElse("readable, " + file), remedy);
    } catch (IOException e) {
      return new ToolCheck("history", false, String.valueOf(e.getMessage()), remedy);
    }
  }
}
