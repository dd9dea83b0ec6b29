@NullMarked
package se.invanardialog.local.mail;

import org.jspecify.annotations.NullMarked;
