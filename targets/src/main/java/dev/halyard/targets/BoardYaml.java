package dev.halyard.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The YAML that board files may use: one document, and every value written where it belongs. */
final class BoardYaml {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private BoardYaml() {}

  /**
   * Reads a file.
   *
   * @throws IOException saying what is wrong and where, if it is not such YAML
   */
  static JsonNode read(Path file) throws IOException {
    String text = text(file);
    try {
      requirePlain(text);
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new IOException(where + "not YAML: " + unindented(e.getOriginalMessage()), e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException("the file is not UTF-8; save it as UTF-8", e);
    }
  }

  /** An alias would be read as the text of its name, a second document not at all. */
  private static void requirePlain(String text) throws IOException {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      int depth = 0;
      boolean ended = false;
      String key = "the file";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int line = parser.currentTokenLocation().getLineNr();
        if (ended) {
          throw new IOException("line " + line + ": a second document begins; accepted: one");
        }
        key = token == JsonToken.FIELD_NAME ? "'" + parser.currentName() + "'" : key;
        if (parser.isCurrentAlias()) {
          throw new IOException(
              "line %d: %s is an alias (*); write the value itself, or put it in quotes"
                  .formatted(line, key));
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
      }
    }
  }

  /** Returns what the parser says, without its drawing of the place. */
  private static String unindented(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .collect(Collectors.joining(", "));
  }
}
