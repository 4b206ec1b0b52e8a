/**
 * The history: a {@link dev.halyard.harness.record.RunRecord} of every run, in a SQLite file.
 *
 * <p>Records come before reports: JSON, tables, Allure and dashboards are views of them. Uses
 * {@code metrics} and {@code golden} for values.
 */
@NullMarked
package dev.halyard.harness.record;

import org.jspecify.annotations.NullMarked;
