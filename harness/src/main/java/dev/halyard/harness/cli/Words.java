package dev.halyard.harness.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant by its name in lower case, as {@code --help} writes it. */
abstract class Words<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  Words(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String text) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(unknown(text)));
  }

  private String unknown(String text) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "'" + text + "' is not known; accepted: ", ""));
  }
}
