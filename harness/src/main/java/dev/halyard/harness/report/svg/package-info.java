/**
 * Writes SVG: an element per call, styled by classes, so that a picture follows the reader's light
 * or dark scheme. On the StAX of the JDK, which escapes what it is given: libraries that draw SVG
 * are canvases without classes and tooltips.
 */
@NullMarked
package dev.halyard.harness.report.svg;

import org.jspecify.annotations.NullMarked;
