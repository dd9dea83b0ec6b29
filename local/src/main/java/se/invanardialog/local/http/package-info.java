@NullMarked
package se.invanardialog.local.http;

import org.jspecify.annotations.NullMarked;
