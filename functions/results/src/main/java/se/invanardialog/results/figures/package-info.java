/** What surveys come to: figures with their uncertainty, as pages, as JSON and as files. */
@NullMarked
package se.invanardialog.results.figures;

import org.jspecify.annotations.NullMarked;
