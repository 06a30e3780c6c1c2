export const things = (count: number) => `${count} ${count === 1 ? 'thing' : 'things'}`;
