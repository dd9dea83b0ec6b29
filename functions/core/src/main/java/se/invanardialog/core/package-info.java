@NullMarked
package se.invanardialog.core;

import org.jspecify.annotations.NullMarked;
