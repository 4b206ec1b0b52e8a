/**
 * The benchmark that is kept with the documentation: its figures as data, the page and the chart
 * that are made of them. The same figures give the same files.
 */
@NullMarked
package dev.halyard.harness.report.benchmark;

import org.jspecify.annotations.NullMarked;
