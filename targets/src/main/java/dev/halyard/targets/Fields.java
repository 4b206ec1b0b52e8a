package dev.halyard.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one object in a board file. What is wrong is noted, with the key's path, and reading
 * goes on with a harmless value, so that all findings are told at once.
 */
final class Fields {
  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> accepted = new LinkedHashSet<>();

  /**
   * @param path where the object is, empty for the file itself
   * @param node the object
   * @param problems findings are added here
   */
  Fields(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
    boolean reported = node.isMissingNode() && !path.isEmpty();
    if (!node.isObject() && !reported) {
      problems.add(what(path) + " is " + kind(node) + "; expected keys and values");
    }
  }

  String text(String key) {
    return text(required(key), at(key));
  }

  Optional<String> optionalText(String key) {
    JsonNode value = optional(key);
    return value.isMissingNode() ? Optional.empty() : Optional.of(text(value, at(key)));
  }

  long number(String key) {
    JsonNode value = required(key);
    if (!value.isMissingNode() && !(value.isIntegralNumber() && value.canConvertToLong())) {
      problems.add(what(at(key)) + " is " + kind(value) + "; expected a whole number");
    }
    return value.asLong(1);
  }

  <T extends Named> T choice(String key, T[] choices) {
    JsonNode value = required(key);
    for (T choice : choices) {
      if (choice.text().equals(value.asText())) {
        return choice;
      }
    }
    if (!value.isMissingNode()) {
      problems.add(
          "%s is %s; accepted: %s"
              .formatted(
                  what(at(key)),
                  kind(value),
                  Arrays.stream(choices).map(Named::text).collect(Collectors.joining(", "))));
    }
    return choices[0];
  }

  List<String> texts(String key) {
    return texts(required(key), at(key));
  }

  Fields object(String key) {
    return new Fields(at(key), required(key), problems);
  }

  List<Fields> objects(String key) {
    JsonNode value = required(key);
    requireList(value, at(key));
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      objects.add(new Fields(at(key) + "[" + i + "]", value.get(i), problems));
    }
    return objects;
  }

  /** Returns an object of free keys, each with a value or a list of values. */
  Map<String, List<String>> settings(String key) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    JsonNode values = optional(key);
    if (!values.isMissingNode() && !values.isObject()) {
      problems.add(what(at(key)) + " is " + kind(values) + "; expected keys and values");
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String name = at(key) + "." + entry.getKey();
      JsonNode value = entry.getValue();
      settings.put(
          entry.getKey(), value.isArray() ? texts(value, name) : List.of(text(value, name)));
    }
    return settings;
  }

  /** Notes every key that nobody has asked for. */
  void rejectOthers() {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!accepted.contains(entry.getKey())) {
        problems.add(
            "unknown key '%s'; accepted: %s"
                .formatted(at(entry.getKey()), String.join(", ", accepted)));
      }
    }
  }

  private JsonNode optional(String key) {
    accepted.add(key);
    JsonNode value = node.path(key);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private JsonNode required(String key) {
    JsonNode value = optional(key);
    if (value.isMissingNode() && node.isObject()) {
      problems.add("key '" + at(key) + "' is missing; add it");
    }
    return value;
  }

  private List<String> texts(JsonNode values, String place) {
    requireList(values, place);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size() && values.isArray(); i++) {
      texts.add(text(values.get(i), place + "[" + i + "]"));
    }
    return texts;
  }

  private void requireList(JsonNode value, String place) {
    if (!value.isArray() && !value.isMissingNode()) {
      problems.add(what(place) + " is " + kind(value) + "; expected a list");
    }
  }

  private String text(JsonNode value, String place) {
    if (!value.isMissingNode() && (!value.isValueNode() || value.asText().isBlank())) {
      problems.add(what(place) + " is " + kind(value) + "; expected a text");
    } else if (value.asText().chars().anyMatch(Character::isISOControl)) {
      problems.add(what(place) + " has a control character; expected a text on one line");
    }
    return value.asText();
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String what(String path) {
    return path.isEmpty() ? "the file" : "'" + path + "'";
  }

  private static String kind(JsonNode value) {
    if (value.isArray()) {
      return "a list";
    }
    if (value.isObject()) {
      return "a group of keys";
    }
    return value.asText().isBlank() ? "empty" : "'" + value.asText() + "'";
  }
}
