/** Neural networks in ONNX Runtime. */
@NullMarked
package org.guise.audit.recognise.onnx;

import org.jspecify.annotations.NullMarked;
