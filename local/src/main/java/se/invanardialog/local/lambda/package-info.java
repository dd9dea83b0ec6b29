@NullMarked
package se.invanardialog.local.lambda;

import org.jspecify.annotations.NullMarked;
