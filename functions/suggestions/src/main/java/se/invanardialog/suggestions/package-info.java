@NullMarked
package se.invanardialog.suggestions;

import org.jspecify.annotations.NullMarked;
