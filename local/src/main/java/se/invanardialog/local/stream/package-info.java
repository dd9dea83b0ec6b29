@NullMarked
package se.invanardialog.local.stream;

import org.jspecify.annotations.NullMarked;
