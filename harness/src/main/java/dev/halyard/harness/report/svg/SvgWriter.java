package dev.halyard.harness.report.svg;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one picture; the same calls give the same text. */
public final class SvgWriter {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private int depth;

  /**
   * Starts a picture.
   *
   * @param title for those who cannot see it, and browsers' tooltip
   * @param style a style sheet
   */
  public SvgWriter(double width, double height, String title, String style) {
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      open("svg");
      xml.writeDefaultNamespace(NAMESPACE);
      attribute("width", number(width));
      attribute("height", number(height));
      attribute("viewBox", "0 0 " + number(width) + " " + number(height));
      attribute("role", "img");
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
    leaf("title", title);
    leaf("style", "\n" + style);
  }

  /**
   * Returns a style sheet that lies beside a class.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static String style(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException("no resource '" + name + "' beside " + beside.getName());
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens an element; what follows is inside it until {@link #close}. */
  public SvgWriter open(String element, String... attributes) {
    try {
      indent();
      xml.writeStartElement(element);
      depth++;
      attributes(attributes);
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Closes the element that was opened last. */
  public SvgWriter close() {
    try {
      depth--;
      indent();
      xml.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Writes an element without content; attributes are names and values in turn. */
  public SvgWriter empty(String element, String... attributes) {
    try {
      indent();
      xml.writeEmptyElement(element);
      attributes(attributes);
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Writes an element with text as its content. */
  public SvgWriter leaf(String element, String content, String... attributes) {
    try {
      indent();
      xml.writeStartElement(element);
      attributes(attributes);
      xml.writeCharacters(content);
      xml.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Writes text that begins, has its middle, or ends there, as its class says. */
  public SvgWriter text(double x, double y, String styles, String content) {
    return leaf("text", content, "class", styles, "x", number(x), "y", number(y));
  }

  /** Writes a line. */
  public SvgWriter line(double x1, double y1, double x2, double y2, String styles) {
    return empty(
        "line",
        "class",
        styles,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  /** Writes a rectangle. */
  public SvgWriter rectangle(Box box, String styles) {
    return empty(
        "rect",
        "class",
        styles,
        "x",
        number(box.x()),
        "y",
        number(box.y()),
        "width",
        number(box.width()),
        "height",
        number(box.height()));
  }

  /** Ends the picture and returns its text. */
  public String end() {
    try {
      close();
      xml.close();
      return text.append('\n').toString();
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /** Returns a coordinate as it is written: at most one decimal. */
  public static String number(double value) {
    String rounded = String.format(Locale.ROOT, "%.1f", value);
    return rounded.endsWith(".0") ? rounded.substring(0, rounded.length() - 2) : rounded;
  }

  private void indent() throws XMLStreamException {
    if (depth > 0 || !text.getBuffer().isEmpty()) {
      xml.writeCharacters("\n" + "  ".repeat(depth));
    }
  }

  private void attributes(String... pairs) throws XMLStreamException {
    for (int i = 0; i < pairs.length; i += 2) {
      attribute(pairs[i], pairs[i + 1]);
    }
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, value);
  }

  private static IllegalStateException impossible(XMLStreamException e) {
    return new IllegalStateException("a text in memory is always writable", e);
  }
}
