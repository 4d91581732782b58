mod retention;
