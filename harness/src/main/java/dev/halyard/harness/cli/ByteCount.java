package dev.halyard.harness.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 6000}, {@code 6k}, {@code 6 KiB}, {@code 1M}. */
final class ByteCount implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,12}) ?(?:([kmgt])(?:i?b)?|b)?");
  private static final int KIBI_BITS = 10;
  private static final int MEBI_BITS = 20;

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' is not a number of bytes; accepted for example: 6000, 6K or 6KiB (6 times 1024), 1M"
              .formatted(text));
    }
    if (matcher.group(2) != null && "gt".contains(matcher.group(2))) {
      throw new TypeConversionException(
          "'%s' is too large: no board has so much; accepted for example: 6000, 6K, 1M"
              .formatted(text));
    }
    long number = Long.parseLong(matcher.group(1));
    if (matcher.group(2) == null) {
      return number;
    }
    return number << (matcher.group(2).equals("k") ? KIBI_BITS : MEBI_BITS);
  }
}
