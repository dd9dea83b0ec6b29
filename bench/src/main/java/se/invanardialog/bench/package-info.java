@NullMarked
package se.invanardialog.bench;

import org.jspecify.annotations.NullMarked;
