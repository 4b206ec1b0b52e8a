package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.codegen.CrateSources;
import dev.halyard.engine.codegen.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One program for this computer that holds many compiled models: each is a module of it, so that
 * Cargo compiles one crate and not hundreds.
 *
 * @param folder of the Cargo workspace
 * @param models by the name of their module, in the order of their numbers
 */
record HostBuild(Path folder, Map<String, ModelCrate> models) {
  private static final String MANIFEST =
      """
      [package]
      name = "compiled-models"
      version = "0.1.0"
      edition = "2024"

      [dependencies]
      halyard-kernels = { path = "../halyard-kernels" }
      halyard-runtime = { path = "../halyard-runtime" }
      halyard-tensor = { path = "../halyard-tensor" }

      [profile.dev]
      opt-level = 0
      debug = false
      incremental = false

      [profile.dev.package."*"]
      opt-level = 3

      [workspace]
      """;

  private static final String MAIN =
      """
      //! Runs one model as often as there is input: `compiled-models NUMBER [nodes]`. Prints outputs, or what all nodes made.
      #![allow(dead_code, unused_attributes)]

      use halyard_runtime::{Model, NodeDescription, Observer};
      use halyard_tensor::FlashSlice;
      use std::cell::Cell;
      use std::io::{Read, Write};

      /// Wants all bytes of every node, by rows that come once and in order.
      struct EveryNode {
          bytes: Vec<Vec<u8>>,
          rows: Vec<usize>,
      }

      impl Observer for EveryNode {
          fn rows(&mut self, node: usize, first_row: usize, bytes: &[Cell<u8>]) {
              assert_eq!(self.rows[node], first_row);
              self.rows[node] += 1;
              self.bytes[node].extend(bytes.iter().map(Cell::get));
          }
      }

      impl EveryNode {
          fn saw_all_of(&self, nodes: FlashSlice<NodeDescription>) -> bool {
              nodes.iter().zip(&self.bytes).all(|(node, bytes)| {
                  let elements: u32 = node.shape.iter().product();
                  bytes.len() == elements as usize * node.element_type.bytes()
              })
          }
      }

      fn serve(model: &mut dyn Model) {
          let prints_nodes = std::env::args().nth(2).is_some();
          let mut bytes = Vec::new();
          std::io::stdin().read_to_end(&mut bytes).unwrap();
          let mut rest = &bytes[..];
          let mut is_observed = false;
          while !rest.is_empty() {
              for index in 0..model.description().inputs.len() {
                  let input = model.input_bytes_mut(index);
                  let (own, after) = rest.split_at(input.len());
                  input.copy_from_slice(own);
                  rest = after;
              }
              if is_observed || prints_nodes {
                  let nodes = model.description().nodes;
                  let mut observer = EveryNode {
                      bytes: vec![vec![]; nodes.len()],
                      rows: vec![0; nodes.len()],
                  };
                  model.infer_observed(&mut observer);
                  assert!(observer.saw_all_of(nodes));
                  if prints_nodes {
                      std::io::stdout().write_all(&observer.bytes.concat()).unwrap();
                      continue;
                  }
              } else {
                  model.infer();
              }
              is_observed = !is_observed;
              for index in 0..model.description().outputs.len() {
                  std::io::stdout().write_all(model.output_bytes(index)).unwrap();
              }
          }
      }

      """;

  /** Copies the map, keeping its order. */
  HostBuild {
    models = new TreeMap<>(models);
  }

  /** Writes the program and builds it. */
  void build() throws IOException, InterruptedException {
    CrateSources.writeTo(folder, CrateSources.FOR_MODELS);
    Map<String, String> files = new TreeMap<>();
    files.put("Cargo.toml", MANIFEST);
    StringBuilder main = new StringBuilder(MAIN);
    StringBuilder arms = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, ModelCrate> model : models.entrySet()) {
      String name = model.getKey();
      model.getValue().files().forEach((file, text) -> files.put("src/" + name + "/" + file, text));
      main.append("#[path = \"%s/src/lib.rs\"]\nmod %s;\n".formatted(name, name));
      main.append("const _: usize = %s::FEATURE_BYTES;\n".formatted(name));
      arms.append(
          "        Some(%d) => serve(&mut %s::Model::new(&mut Box::default())),\n"
              .formatted(number++, name));
    }
    main.append("\nfn main() {\n    let number = std::env::args().nth(1);\n");
    main.append("    match number.and_then(|text| text.parse().ok()) {\n").append(arms);
    main.append("        _ => panic!(\"no such model\"),\n    }\n}\n");
    files.put("src/main.rs", main.toString());
    Sources.write(folder.resolve("program"), files);
    cargo("build");
  }

  /** Runs Clippy over the program; every warning is an error. */
  void lint() throws IOException, InterruptedException {
    cargo("clippy", "--", "-D", "warnings");
  }

  /** Checks that no generated file would be laid out otherwise by rustfmt. */
  void checkLayout() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("rustfmt", "--check", "--edition", "2024", "--config", "style_edition=2024"));
    models.keySet().forEach(name -> command.add(name + "/src/lib.rs"));
    run(folder.resolve("program/src"), command);
  }

  /**
   * Returns the outputs of all inferences, one after the other.
   *
   * @param inputs of all inferences, one after the other
   */
  byte[] infer(String model, byte[] inputs) throws IOException, InterruptedException {
    return run(model, inputs, List.of());
  }

  /**
   * Returns what all nodes of a model made in all inferences, one after the other.
   *
   * @param inputs of all inferences, one after the other
   */
  byte[] observe(String model, byte[] inputs) throws IOException, InterruptedException {
    return run(model, inputs, List.of("nodes"));
  }

  private byte[] run(String model, byte[] inputs, List<String> arguments)
      throws IOException, InterruptedException {
    int number = new ArrayList<>(models.keySet()).indexOf(model);
    Path input = Files.createTempFile(folder, model, ".in");
    Files.write(input, inputs);
    Path program = folder.resolve("program/target/debug/compiled-models");
    List<String> command = new ArrayList<>(List.of(program.toString(), "" + number));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] outputs = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as("exit status of %s", model).isZero();
    Files.delete(input);
    return outputs;
  }

  private void cargo(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo"));
    command.add(arguments[0]);
    command.addAll(List.of("--quiet", "--offline"));
    command.addAll(Arrays.asList(arguments).subList(1, arguments.length));
    run(folder.resolve("program"), command);
  }

  /** Runs a command and fails with what it says if it does. */
  static void run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("halyard", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s", String.join(" ", command.subList(0, 2)), text.lines().limit(60).toList())
        .isTrue();
  }
}
