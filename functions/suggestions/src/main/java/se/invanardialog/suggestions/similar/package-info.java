@NullMarked
package se.invanardialog.suggestions.similar;

import org.jspecify.annotations.NullMarked;
