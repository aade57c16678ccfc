export const mutate = async (_: string[]): Promise<number> => 1;
