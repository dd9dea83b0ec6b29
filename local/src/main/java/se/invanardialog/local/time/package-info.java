@NullMarked
package se.invanardialog.local.time;

import org.jspecify.annotations.NullMarked;
