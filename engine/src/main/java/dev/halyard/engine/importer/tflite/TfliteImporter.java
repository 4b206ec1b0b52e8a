package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.schema.FlatbufferVerifier;
import dev.halyard.engine.importer.tflite.schema.SchemaModel;
import dev.halyard.engine.ir.Graph;

/** Makes a graph from a {@code .tflite} file. */
public final class TfliteImporter {
  private static final int SCHEMA_VERSION = 3;

  private TfliteImporter() {}

  /**
   * Returns the graph of a file.
   *
   * <p>Operators that no output of the graph needs are left out; so is what only computes the shape
   * of a RESHAPE, as the file has the result.
   *
   * @param model the whole file; not changed, and not referred to by the graph
   * @param name of the graph, an identifier-like file stem
   * @throws CompileException with everything that stands against the file; only damage to its
   *     structure is told one at a time
   */
  public static Graph read(byte[] model, String name) {
    String location = "model '" + name + "'";
    SchemaModel root = FlatbufferVerifier.verify(model, location);
    requireReadable(root, location);
    return new GraphReader(ModelFile.of(root, location), name).read();
  }

  private static void requireReadable(SchemaModel root, String location) {
    if (root.version() != SCHEMA_VERSION) {
      throw CompileException.of(
          location,
          "schema version %s is not supported; supported: %d"
              .formatted(Integer.toUnsignedString(root.version()), SCHEMA_VERSION));
    }
    int subgraphs = root.subgraphs().size();
    if (subgraphs != 1) {
      throw CompileException.of(
          location,
          "%d subgraphs are not supported; supported: 1, without control flow"
              .formatted(subgraphs));
    }
  }
}
