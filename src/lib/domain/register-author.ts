/** Who is written down as the author of what an import of the register sets. */
export const REGISTER_AUTHOR = 'register';
