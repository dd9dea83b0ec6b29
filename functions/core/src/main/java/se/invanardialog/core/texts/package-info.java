@NullMarked
package se.invanardialog.core.texts;

import org.jspecify.annotations.NullMarked;
