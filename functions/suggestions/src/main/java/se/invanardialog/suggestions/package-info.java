/** Suggestions: from what a resident writes to the board's answer. */
@NullMarked
package se.invanardialog.suggestions;

import org.jspecify.annotations.NullMarked;
