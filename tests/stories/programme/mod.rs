mod administration;
