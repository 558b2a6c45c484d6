"""Names of the arrays that the analysis works on."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
