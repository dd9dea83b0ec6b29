/** Counting: tallies kept exact by the stream, proven by the recount. */
@NullMarked
package se.invanardialog.results;

import org.jspecify.annotations.NullMarked;
