"""What follows a result: organisations that sign up, self-assessment, case studies."""
