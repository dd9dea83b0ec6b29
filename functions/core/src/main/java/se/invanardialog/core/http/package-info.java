@NullMarked
package se.invanardialog.core.http;

import org.jspecify.annotations.NullMarked;
