@NullMarked
package se.invanardialog.core.identity;

import org.jspecify.annotations.NullMarked;
