@NullMarked
package se.invanardialog.core.log;

import org.jspecify.annotations.NullMarked;
