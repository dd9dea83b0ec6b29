@NullMarked
package se.invanardialog.core.limits;

import org.jspecify.annotations.NullMarked;
