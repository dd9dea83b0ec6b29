/** Signatures: asked for, confirmed, withdrawn; on paper; removed as fraud. */
@NullMarked
package se.invanardialog.signatures;

import org.jspecify.annotations.NullMarked;
