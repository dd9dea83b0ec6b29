/** Raking to known margins, from counts of cells, and how sure the weighted figures are. */
@NullMarked
package se.invanardialog.results.weighting;

import org.jspecify.annotations.NullMarked;
