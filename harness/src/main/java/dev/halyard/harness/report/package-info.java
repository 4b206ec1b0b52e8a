/** Views of run records: text for a terminal, tables. Reads records, changes nothing. */
@NullMarked
package dev.halyard.harness.report;

import org.jspecify.annotations.NullMarked;
