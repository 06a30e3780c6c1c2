/** Of a kind no schema knows: the peers' workload travels as it is, its descriptions as the long texts they are. */
export const KIND = 'item';
