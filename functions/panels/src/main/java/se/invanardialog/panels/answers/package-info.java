/** Answering: by a mailed link, an open link, on paper at the desk. */
@NullMarked
package se.invanardialog.panels.answers;

import org.jspecify.annotations.NullMarked;
