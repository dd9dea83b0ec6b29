@NullMarked
package se.invanardialog.local;

import org.jspecify.annotations.NullMarked;
