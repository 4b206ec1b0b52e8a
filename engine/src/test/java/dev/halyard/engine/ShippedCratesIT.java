package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateLocation;
import dev.halyard.engine.codegen.CrateRequest;
import dev.halyard.engine.codegen.CrateWriter;
import dev.halyard.engine.codegen.Sources;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crates as users get them: each builds alone, its example infers, and no tool has a complaint. */
class ShippedCratesIT {
  private static final Path FOLDER = Path.of("target", "shipped-crates").toAbsolutePath();
  private static final String HOSTILE = "hostile";

  /** Keeps them out of the workspace of this repository, which they lie in. */
  private static final String WORKSPACE =
      """
      [workspace]
      resolver = "3"
      members = ["sine", "digits_cnn", "hostile", "halyard-models"]
      """;

  /** Names that would end a comment, a string or an item, or are no identifiers. */
  private static final List<String> NAMES =
      List.of(
          "a\n}\npub fn evil() {}\n//",
          "*/ panic!(\"\") /*",
          "`x` | ]() ```",
          "\"; panic!(); \"",
          "fn",
          "\u65e5\u672c",
          "1st",
          "conv 1",
          "conv_1",
          "\u202eabc\u0000\\");

  @BeforeAll
  static void write() throws IOException {
    Path models = Path.of("..", "suites", "models");
    List<ModelCrate> crates = new ArrayList<>();
    for (String file : List.of("sine.tflite", "digits_cnn.tflite")) {
      byte[] model = Files.readAllBytes(models.resolve(file));
      crates.add(Compiler.compile(model, file, TestBoards.host(), CompileOptions.DEFAULT));
    }
    FirmwareModels.writeShipment(FOLDER, crates);
    FirmwareModels.write(FOLDER, crates, CrateLocation.BESIDE);
    Sources.write(FOLDER.resolve(HOSTILE), hostile().files());
    Sources.write(FOLDER, Map.of("Cargo.toml", WORKSPACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sine", "digits_cnn", HOSTILE, "halyard-models"})
  void buildsWithoutWarningOfClippy(String crate) throws IOException, InterruptedException {
    cargo(crate, "clippy", "--", "-D", "warnings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sine", HOSTILE})
  void infersInItsExample(String crate) throws IOException, InterruptedException {
    cargo(crate, "test", "--doc");
  }

  @Test
  void areLaidOutAsRustfmtDoes() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("rustfmt", "--check", "--edition", "2024", "--config", "style_edition=2024"));
    for (String crate : List.of("sine", "digits_cnn", HOSTILE, "halyard-models")) {
      command.add(crate + "/src/lib.rs");
    }
    HostBuild.run(FOLDER, command);
  }

  private static void cargo(String crate, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo", arguments[0], "--offline"));
    command.add("--quiet");
    command.addAll(List.of(arguments).subList(1, arguments.length));
    HostBuild.run(FOLDER.resolve(crate), command);
  }

  /** Returns a crate whose tensors, nodes, model and file have the worst names that there are. */
  private static CrateWriter.Result hostile() throws IOException {
    Path file = Path.of("src", "test", "resources", "codegen", "branches_joined", "model.graph");
    Graph graph = renamed(GraphText.parse(Files.readString(file)));
    return CrateWriter.write(
        new CrateRequest(
            Plan.of(graph, InputPolicy.CONSUMED),
            "*/\n\"evil\".tflite",
            "0".repeat(64),
            Optional.of("\"\n"),
            false,
            List.of(),
            CrateLocation.BESIDE));
  }

  private static Graph renamed(Graph graph) {
    Map<String, String> names = new HashMap<>();
    for (String tensor : graph.tensors().keySet()) {
      int index = names.size();
      names.put(tensor, index < NAMES.size() ? NAMES.get(index) : tensor);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    graph
        .tensors()
        .forEach((name, tensor) -> tensors.put(names.get(name), tensor.withName(names.get(name))));
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      String name = NAMES.get(NAMES.size() - 1 - nodes.size());
      List<String> inputs = node.inputs().stream().map(names::get).toList();
      List<String> outputs = node.outputs().stream().map(names::get).toList();
      nodes.add(new Node(name, node.operator(), inputs, outputs));
    }
    List<String> inputs = graph.inputs().stream().map(names::get).toList();
    List<String> outputs = graph.outputs().stream().map(names::get).toList();
    return new Graph("'; \n*/ " + HOSTILE, inputs, outputs, tensors, nodes);
  }
}
