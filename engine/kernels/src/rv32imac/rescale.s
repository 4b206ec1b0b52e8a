// Requantization, for files of assembly that take it in before themselves.
    .ifndef halyard_rv32imac_rescale
    .set halyard_rv32imac_rescale, 1

    // The output of sum V to TO, V with it lost: by the threshold T, multiplier M and shift of its channel, E = shift + 1, C = ((2·zp + 1) << shift) + 1,
    // and the range from MINIMUM to MAXIMUM.
    .macro halyard_rescale V, T, M, C, E, MINIMUM, MAXIMUM, TO
    bge \V, \T, 1f
    sb \MINIMUM, \TO
    j 4f
1:
    slli \V, \V, 1
    mulhsu \V, \V, \M
    bgez \V, 2f
    addi \V, \V, -2
2:
    add \V, \V, \C
    sra \V, \V, \E
    ble \V, \MAXIMUM, 3f
    mv \V, \MAXIMUM
3:
    sb \V, \TO
4:
    .endm
    .endif
